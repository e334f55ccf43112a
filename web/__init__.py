"""What is answered without Streamlit: the gate before every request, and plain pages."""
