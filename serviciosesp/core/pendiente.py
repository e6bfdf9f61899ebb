from django.http import HttpResponse


def pendiente(request, **kwargs):
    return HttpResponse("pendiente", status=501)
