"""What was uploaded: batches, files, choices, the programmes of forms."""
