"""Django's PostgreSQL backend, whose connections wait no longer than a request may."""
