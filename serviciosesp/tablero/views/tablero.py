"""The board: what was promised and what was kept, by month."""

from django.views.generic import TemplateView

from serviciosesp.core.views import ConPermiso


class TableroView(ConPermiso, TemplateView):
    permiso = "tablero.ver"
    template_name = "tablero/tablero.html"
