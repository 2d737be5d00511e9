/** What a cosine is worth: for its pair of modalities, beside strangers and images of one person, and among the neighbours of the image. */
@ApplicationModule(allowedDependencies = {"person", "embedding"})
@NullMarked
package io.vesper.scoring;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
