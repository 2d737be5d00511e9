package io.vesper.protocol;

import io.vesper.dataset.DatasetPart;
import io.vesper.dataset.PersonDataset;
import io.vesper.person.Modality;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The protocol of RegDB: all test pictures of one modality search in all of the other, nothing is left out, and the CMC
 * counts images. Nothing is drawn, so there is one trial; papers report the mean over the ten splits, each with a model of
 * its own.
 *
 * @param queryModality which pictures search; papers report both directions
 */
public record RegDbProtocol(Modality queryModality) implements Protocol {
    @Override
    public String description() {
        return "RegDB, %s queries in all %s pictures"
                .formatted(
                        queryModality.label(), PartImages.other(queryModality).label());
    }

    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", "RegDB");
        map.put("queryModality", queryModality.label());
        return map;
    }

    @Override
    public RankingRule rule() {
        return RankingRule.REGDB;
    }

    @Override
    public List<Trial> trials(PersonDataset dataset, DatasetPart part) {
        return PartImages.allInAll(dataset, part, queryModality);
    }
}
