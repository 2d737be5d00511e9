/** What a cosine is worth: against strangers of the same pair of modalities, and among the neighbours of the image. */
@ApplicationModule(allowedDependencies = {"person", "embedding"})
@NullMarked
package io.vesper.scoring;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
