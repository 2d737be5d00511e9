package io.vesper.search;

import io.vesper.embedding.OpenSet.Threshold;
import io.vesper.person.Modality;

/**
 * A threshold below which images of one modality were no answers.
 *
 * @param probe modality of the probe
 * @param gallery modality of the images
 * @param threshold what the model says of that pair
 */
public record AppliedThreshold(Modality probe, Modality gallery, Threshold threshold) {}
