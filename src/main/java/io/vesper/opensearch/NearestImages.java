package io.vesper.opensearch;

import io.vesper.index.GalleryName;
import io.vesper.index.IndexAwayException;
import io.vesper.index.ProbeVectors;
import io.vesper.index.SearchFilter;
import io.vesper.person.Modality;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Finds who is in the images nearest to a probe. */
final class NearestImages {
    private static final Logger LOG = LoggerFactory.getLogger(NearestImages.class);
    private static final int MOST = 10_000; // a request's limit
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final SearchCluster cluster;
    private final IndexNames names;
    private final int candidates;
    private final Duration patience;
    /** A search has lost its patience since one was answered: the others do not wait, or nobody would be left to enrol. */
    private volatile boolean isAway;

    /** The cluster refuses to be searched, which is for the operator to mend. */
    private volatile boolean isRefusing;

    private volatile long answeredAt = System.nanoTime();

    NearestImages(SearchCluster cluster, IndexNames names, OpenSearchSettings settings) {
        this.cluster = cluster;
        this.names = names;
        this.candidates = settings.candidates();
        this.patience = settings.patience();
    }

    /**
     * The nearest images.
     *
     * @param images of a group the nearest, if groups were asked for
     * @param groups of these images, as the index has them; see {@link ImageDocument#GROUP}
     * @param isAll whether no other image passes the filter
     * @param isIndexed whether there is an index of the gallery
     */
    record Found(Set<UUID> images, Set<String> groups, boolean isAll, boolean isIndexed) {}

    /**
     * The nearest image of each of the nearest groups of each modality, for each vector of the probe.
     *
     * @param limit how many of each, at least 1
     * @param excluded not these
     * @throws IndexAwayException if the cluster cannot answer for as long as patience lasts
     */
    Found groups(ProbeVectors probe, SearchFilter filter, int limit, Collection<String> excluded) {
        return find(probe, filter, limit, Math.max(candidates, 4 * limit), excluded, true);
    }

    /** So many nearest images of each modality, for each vector of the probe. */
    Found images(ProbeVectors probe, SearchFilter filter, int limit) {
        return find(probe, filter, limit, Math.max(candidates, limit), List.of(), false);
    }

    private Found find(
            ProbeVectors probe,
            SearchFilter filter,
            int limit,
            int k,
            Collection<String> excluded,
            boolean isCollapsed) {
        List<String> bodies = new ArrayList<>();
        List<Modality> modalities = filter.modality() == null ? List.of(Modality.values()) : List.of(filter.modality());
        int most = Math.min(k, MOST);
        for (float[] vector : probe.vectors()) {
            for (Modality modality : modalities) {
                Map<String, Object> body = new LinkedHashMap<>();
                body.put("size", Math.min(limit, MOST));
                body.put("_source", false);
                body.put("track_total_hits", true);
                body.put("docvalue_fields", List.of(ImageDocument.GROUP));
                body.put("query", ImageQuery.nearest(vector, most, filter, modality, excluded, probe.imageId()));
                if (isCollapsed) {
                    body.put("collapse", Map.of("field", ImageDocument.GROUP));
                }
                bodies.add(SearchCluster.JSON.writeValueAsString(body));
            }
        }
        return found(patiently(bodies, filter.gallery()), most, Math.min(limit, MOST));
    }

    /** Asks again, and by that other nodes, until the cluster has got over the loss of a node. */
    private List<JsonNode> patiently(List<String> bodies, GalleryName gallery) {
        String index = names.alias(gallery);
        Map<String, String> header = Map.of("index", index);
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                List<JsonNode> answer = ask(lines(header, bodies));
                answeredAt = System.nanoTime();
                isAway = false;
                isRefusing = false;
                return answer;
            } catch (RefusedRequestException e) {
                throw refused(gallery, e);
            } catch (IndexAwayException e) {
                if (isAway || System.nanoTime() + PAUSE.toNanos() > end) {
                    throw refused(gallery, e);
                }
                LockSupport.parkNanos(PAUSE.toNanos());
                // What a node that answers has itself is not asked of one that may hang.
                header = Map.of("index", index, "preference", "_local");
            }
        }
    }

    private static String lines(Map<String, String> header, List<String> bodies) {
        String first = SearchCluster.JSON.writeValueAsString(header);
        return bodies.stream().map(body -> first + '\n' + body + '\n').collect(Collectors.joining());
    }

    /** Away is a cluster that has answered nobody for as long as patience lasts. Said once, however many are refused. */
    private IndexAwayException refused(GalleryName gallery, IndexAwayException reason) {
        if (!isAway && System.nanoTime() - answeredAt >= patience.toNanos()) {
            isAway = true;
            LOG.warn("Searches are refused until the cluster answers one: {}", reason.getMessage());
        }
        return new IndexAwayException(
                "The gallery (%s) cannot be searched: %s".formatted(gallery, reason.getMessage()), reason);
    }

    /** Tomorrow it may do it: with another password, say. Said once. */
    private IndexAwayException refused(GalleryName gallery, RefusedRequestException reason) {
        if (!isRefusing) {
            isRefusing = true;
            LOG.error("The search cluster refuses searches: {}", reason.getMessage());
        }
        return new IndexAwayException(
                "The gallery (%s) cannot be searched: %s".formatted(gallery, reason.getMessage()), reason);
    }

    private List<JsonNode> ask(String lines) {
        JsonNode answer = cluster.lines("/_msearch", Map.of(), lines).body();
        if (answer.path("responses").isEmpty()) {
            throw new IndexAwayException("There is no answer in what came.");
        }
        List<JsonNode> results = new ArrayList<>();
        for (JsonNode result : answer.path("responses")) {
            int status = result.path("status").asInt(200);
            if ((status < 300 && !SearchCluster.isWhole(result)) || status == 429 || status >= 500) {
                throw new IndexAwayException("Shards do not answer (%s)"
                        .formatted(result.at("/error/reason").asString("some failed")));
            }
            if (status != 404 && status >= 300) {
                throw new RefusedRequestException(
                        status,
                        "The search cluster refused a search (%s)."
                                .formatted(result.at("/error/reason").asString("")));
            }
            results.add(result);
        }
        return results;
    }

    private static Found found(List<JsonNode> results, int k, int size) {
        Set<UUID> images = new LinkedHashSet<>();
        Set<String> groups = new LinkedHashSet<>();
        boolean isAll = true;
        boolean isIndexed = true;
        for (JsonNode result : results) {
            isIndexed &= result.path("status").asInt(200) != 404;
            isAll &= result.at("/hits/total/value").asLong(0) < k
                    && result.at("/hits/hits").size() < size;
            for (JsonNode hit : result.at("/hits/hits")) {
                images.add(UUID.fromString(hit.path("_id").asString()));
                groups.add(hit.at("/fields/group/0").asString());
            }
        }
        return new Found(images, groups, isAll, isIndexed);
    }
}
