package io.vesper.dataset;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * The index files that a set is read by: those in its folder {@code idx}, or the published ones if it has no such folder.
 *
 * @param files of all parts and modalities
 * @param notes how they differ from the published ones
 */
record SetIndex(List<IndexFile> files, List<String> notes) {
    SetIndex {
        files = List.copyOf(files);
        notes = List.copyOf(notes);
    }

    /** @throws IllegalArgumentException if {@code idx} lacks a file or has a malformed one */
    static SetIndex of(SetFolder folder, List<IndexFile> published) {
        if (!Files.isDirectory(folder.resolve("idx"))) {
            return new SetIndex(published, List.of());
        }
        List<IndexFile> files = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (IndexFile expected : published) {
            IndexFile own = IndexFile.read(folder.resolve("idx/" + expected.name()), expected.modality());
            files.add(own);
            String difference = own.differenceFrom(expected);
            if (difference != null) {
                notes.add(difference);
            }
        }
        return new SetIndex(files, notes);
    }

    /** The files of a part, both modalities. */
    List<IndexFile> files(DatasetPart part) {
        return files.stream()
                .filter(file -> file.name().startsWith(part.label()))
                .toList();
    }
}
