package io.vesper.scoring;

import io.vesper.embedding.Embedding;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;

/** An image of somebody identified: two of different people tell how alike strangers are. */
public record KnownImage(PersonId person, Modality modality, Embedding embedding) {}
