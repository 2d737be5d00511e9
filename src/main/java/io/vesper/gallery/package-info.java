/** Durable gallery of images, metadata and embeddings, searched with the one active model. */
@ApplicationModule(allowedDependencies = {"person", "dataset", "decode", "embedding", "index"})
@NullMarked
package io.vesper.gallery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
