/**
 * Finds the images that resemble a probe, in memory, and ranks the people in them: exactly, or by graphs that lead to nearly all of
 * the nearest (HNSW, by Lucene, over the vectors of the index).
 *
 * <p>Each gallery has a graph for each modality, built in the background. A search scans what no graph leads to yet and walks the
 * graphs for the rest; what it finds is scored exactly. Where a walk would take longer than a scan, as with a filter that few images
 * pass, and for means and centroids, which look at all images of a person, everything is scanned.
 */
@ApplicationModule(allowedDependencies = {"person", "kernel", "embedding", "scoring"})
@NullMarked
package io.vesper.index;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
