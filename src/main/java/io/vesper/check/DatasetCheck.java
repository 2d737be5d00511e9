package io.vesper.check;

import io.vesper.dataset.DatasetReader;
import io.vesper.dataset.PersonDataset;
import io.vesper.person.PersonImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Looks a dataset over before anything is learned from it: reads its folder, decodes every picture, and tells all that is
 * wrong at once rather than the first thing.
 *
 * <p>Errors, for which training refuses the set: what breaks the layout or the index, a picture that cannot be decoded, an
 * identity to train or validate with that lacks a modality, no identity to train on, a test or validation part that cannot be
 * evaluated under the set's protocol (training would find out at its end). Warnings: a test identity that lacks a
 * modality (it only makes a query count nowhere, or a distractor), one file's content under several identities (public sets
 * have such), a camera without any picture, and what the reader notes.
 */
public final class DatasetCheck {
    private DatasetCheck() {}

    /**
     * Checks a set. All processors decode.
     *
     * @param reader of the set's layout
     * @param folder the set's
     * @param progress told after each picture
     * @return what was found; the counts are of the pictures that the layout allows, whether they can be decoded or not
     */
    public static DatasetCheckReport run(DatasetReader reader, Path folder, CheckProgress progress) {
        List<Problem> problems = new ArrayList<>();
        PersonDataset dataset = list(reader, folder, problems);
        List<IdentityCounts> identities = IdentityCounts.of(dataset);
        problems.addAll(PictureProblems.of(decode(dataset.images(), progress)));
        if (!dataset.images().isEmpty() || problems.isEmpty()) {
            problems.addAll(IdentityProblems.of(dataset, identities));
            problems.addAll(SearchProblems.of(dataset));
        }
        problems.addAll(dataset.notes().stream().map(Problem::warning).toList());
        problems.sort(Comparator.comparing(Problem::severity));
        return new DatasetCheckReport(
                dataset.name(), dataset.images().size(), PartCounts.of(identities), identities, problems);
    }

    private static PersonDataset list(DatasetReader reader, Path folder, List<Problem> problems) {
        try {
            return reader.list(folder, message -> problems.add(Problem.error(message)));
        } catch (IllegalArgumentException e) {
            problems.add(Problem.error(String.valueOf(e.getMessage())));
            return new PersonDataset(folder.toString(), List.of(), List.of(), List.of());
        }
    }

    private static List<CheckedPicture> decode(List<PersonImage> images, CheckProgress progress) {
        AtomicInteger done = new AtomicInteger();
        return images.parallelStream()
                .map(image -> {
                    CheckedPicture checked = CheckedPicture.of(image);
                    progress.onPicture(done.incrementAndGet(), images.size());
                    return checked;
                })
                .toList();
    }
}
