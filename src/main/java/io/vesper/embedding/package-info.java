/** Turns person images into embeddings with a published model. */
@ApplicationModule(allowedDependencies = {"person", "decode", "transform", "network", "checkpoint", "onnx"})
@NullMarked
package io.vesper.embedding;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
