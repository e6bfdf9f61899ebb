"""C15: only the system presumes; a late real answer replaces it, and both are kept."""

from datetime import timedelta

import pytest
from django.utils import timezone

from encuestas.models import Encuesta
from noconformes.models import SalidaNoConforme
from serviciosesp.core.transiciones import NoCumple, SinPermiso, ejecutar
from serviciosesp.tests.mundo import ELENCO
from solicitudes.models import Solicitud


@pytest.fixture
def vencida(m):
    """Handed over, with its term over."""
    encuesta = Encuesta.objects.get(solicitud=m.prestada())
    encuesta.vence_en = timezone.localdate() - timedelta(days=1)
    encuesta.save()
    return encuesta


def presumida_hace(encuesta, **tiempo):
    presunta = ejecutar(Encuesta.presumir, encuesta, por=None)
    presunta.presumida_en -= timedelta(**tiempo)
    presunta.save()
    return presunta


@pytest.mark.parametrize("cargo", ELENCO)
def test_ninguna_persona_presume_una_encuesta(m, vencida, cargo):
    with pytest.raises(SinPermiso):
        ejecutar(Encuesta.presumir, vencida, por=getattr(m, cargo))
    assert Encuesta.objects.get().estado == "entregada"


def test_el_sistema_no_presume_antes_de_cumplirse_el_plazo(m):
    encuesta = Encuesta.objects.get(solicitud=m.prestada())
    encuesta.vence_en = timezone.localdate()
    encuesta.save()
    with pytest.raises(NoCumple, match="C15"):
        ejecutar(Encuesta.presumir, encuesta, por=None)


def test_la_presunta_es_buena_en_cada_item_y_no_abre_salida(vencida):
    presunta = ejecutar(Encuesta.presumir, vencida, por=None)
    assert presunta.estado == "presunta"
    assert {(r.valor, r.presunta) for r in presunta.respuestas.all()} == {("bueno", True)}
    assert presunta.respuestas.count() == 10
    assert not SalidaNoConforme.objects.exists()
    assert Solicitud.objects.get().calificacion_presunta


def test_la_respuesta_tardia_conserva_las_dos_y_evalua_de_nuevo(m, vencida, como):
    presumida_hace(vencida, days=29)
    hecha = m.responder(vencida.solicitud, i1="malo")
    assert hecha.estado == "respondida" and hecha.presumida_en and hecha.salida_no_conforme
    dobles = {(r.item.numero, r.presunta): r.valor for r in hecha.respuestas.all()}
    assert len(dobles) == 20
    assert (dobles[1, True], dobles[1, False]) == ("bueno", "malo")
    assert not Solicitud.objects.get().calificacion_presunta
    pagina = como(m.pqr).get(hecha.get_absolute_url()).content.decode()
    assert "Respondió el cliente" in pagina and "Se había presumido" in pagina
    assert "Llegó tarde y reemplazó la presunción" in pagina


def test_pasada_la_ventana_la_tardia_no_se_recibe(m, vencida):
    presumida_hace(vencida, days=30, minutes=1)
    with pytest.raises(NoCumple, match="tardías"):
        m.responder(vencida.solicitud, i1="malo")
    assert Encuesta.objects.get().estado == "presunta"
