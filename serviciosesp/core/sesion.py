"""Coming in."""

from django.contrib.auth.views import LoginView


class IngresarView(LoginView):
    redirect_authenticated_user = True

    def form_invalid(self, form):
        """A refused form is a 422, as everywhere else."""
        return self.render_to_response(self.get_context_data(form=form), status=422)
