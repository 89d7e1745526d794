"""What builds the model of English from annotated text: data, network, training, export and measures."""
