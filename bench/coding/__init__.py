"""What one given actor does to another, by trees and tables alone."""
