package io.vesper.dataset;

import java.nio.file.Path;
import java.util.function.Consumer;

/** Reads sets of one layout. */
@FunctionalInterface
public interface DatasetReader {
    /**
     * Lists a set without opening its pictures. What is wrong with a part of it is told, and that part left out.
     *
     * @param folder the set's
     * @param problems is told each problem once, as one line for people that names the path and the rule it breaks; it may
     *     throw to stop at the first
     * @return the set, without what had a problem
     * @throws IllegalArgumentException if there is no telling which pictures the set has
     */
    PersonDataset list(Path folder, Consumer<String> problems);

    /**
     * Reads a whole set, and refuses one that is not in order. Of each picture only the first bytes are looked at, because
     * decoding tens of thousands takes minutes: an empty file or one that is no picture is refused here, one that is broken
     * further in when it is decoded.
     *
     * @param folder the set's
     * @return the set
     * @throws IllegalArgumentException naming the first path at fault and the rule it breaks
     */
    default PersonDataset read(Path folder) {
        PersonDataset dataset = list(folder, problem -> {
            throw new IllegalArgumentException(problem);
        });
        dataset.images().forEach(image -> PictureSignature.check(image.file()));
        return dataset;
    }
}
