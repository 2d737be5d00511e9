/**
 * Galleries that outgrow one machine: the nearest images are found by an OpenSearch cluster, and ranked here by the embeddings that the
 * database has. The cluster is fed from the log of changes by one process at a time.
 */
@ApplicationModule(allowedDependencies = {"job", "person", "embedding", "index", "scoring", "serving", "store"})
@NullMarked
package io.vesper.opensearch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
