/** The gallery's tables: images, pictures, embeddings, and the few facts that outlive the process. */
@ApplicationModule(allowedDependencies = {"access", "person", "embedding", "index"})
@NullMarked
package io.vesper.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
