"""What a laptop without internet needs: one ZIP made by `run.py bekal`, and how the app starts from it."""
