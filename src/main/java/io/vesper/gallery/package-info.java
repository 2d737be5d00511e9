/** Durable gallery of images, metadata and embeddings, and its index; search and aggregation. */
@ApplicationModule(allowedDependencies = {"person", "dataset", "decode", "embedding"})
@NullMarked
package io.vesper.gallery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
