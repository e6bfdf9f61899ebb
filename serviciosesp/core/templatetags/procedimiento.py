"""`{% acciones objeto %}`: what this person can do with a record, and what is missing."""

from django import template

from ..acciones import acciones_de

register = template.Library()


@register.inclusion_tag("componentes/acciones.html", takes_context=True)
def acciones(context, objeto, titulo=""):
    return {"acciones": acciones_de(objeto, context["request"].user), "titulo": titulo}
