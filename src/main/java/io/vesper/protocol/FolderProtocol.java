package io.vesper.protocol;

import io.vesper.dataset.DatasetPart;
import io.vesper.dataset.PersonDataset;
import io.vesper.person.Modality;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The protocol for own pictures, as whoever searches meets them: all pictures of one modality search in all of the other,
 * and rank k of the CMC is the k-th person. Nothing is drawn, so there is one trial. A camera that sees in both modalities
 * does not find its own pictures of the query's person: they show the same minute in the same place.
 *
 * @param queryModality which pictures search
 */
public record FolderProtocol(Modality queryModality) implements Protocol {
    @Override
    public String description() {
        return "Own pictures, %s queries in all %s pictures of other cameras"
                .formatted(
                        queryModality.label(), PartImages.other(queryModality).label());
    }

    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", "folder");
        map.put("queryModality", queryModality.label());
        return map;
    }

    /** LLCM's, whose cameras see in both modalities too. */
    @Override
    public RankingRule rule() {
        return RankingRule.LLCM;
    }

    @Override
    public List<Trial> trials(PersonDataset dataset, DatasetPart part) {
        return PartImages.allInAll(dataset, part, queryModality);
    }
}
