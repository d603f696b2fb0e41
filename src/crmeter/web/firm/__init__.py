"""What the firm decides for everybody, and how the installation is."""
