"""What Panj reaches, measured."""
