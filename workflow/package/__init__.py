"""One file that carries kabupaten from one computer to another, where the same numbers come out."""
