/** The one model that answers: its embedder and its index, and its replacement by another while it goes on answering. */
@ApplicationModule(allowedDependencies = {"access", "job", "person", "decode", "embedding", "index", "store"})
@NullMarked
package io.vesper.serving;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
