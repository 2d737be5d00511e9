package io.vesper.embedding;

import io.vesper.decode.RgbImage;
import io.vesper.person.Modality;

/**
 * What an embedder looks at: the pixels, and the spectrum they were taken in.
 *
 * @param image the decoded picture, of any size
 * @param modality decides which input of the shared branch it takes (METHOD: colour or luminance)
 */
public record PersonCrop(RgbImage image, Modality modality) {}
