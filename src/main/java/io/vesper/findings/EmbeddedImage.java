package io.vesper.findings;

import io.vesper.embedding.Embedding;
import io.vesper.person.PersonImage;

/** A picture and its embedding. */
record EmbeddedImage(PersonImage image, Embedding embedding) {}
