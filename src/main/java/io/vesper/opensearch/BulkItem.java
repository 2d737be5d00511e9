package io.vesper.opensearch;

import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The cluster's answer for one image of many. */
record BulkItem(JsonNode answer) {
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    /** No room, no shard, or a full disk. */
    private static final Set<Integer> AWAY = Set.of(403, 429, 503);
    /** Faults of nodes, shards and the ways between them; all else is taken for a fault of the image. */
    private static final Pattern AWAY_TYPES = Pattern.compile(
            "node_.*|.*transport_exception|.*closed_exception|.*shard.*|.*timeout.*|.*recovery.*|.*block_exception|io_exception|translog.*|.*file.*|.*memory.*");
    /** Of an alias that leads to two indexes. */
    private static final String NO_WRITE_INDEX = "no write index";

    private static final Pattern VERSION = Pattern.compile("current version \\[(\\d+)]");

    enum Outcome {
        WRITTEN,
        /** The index has a newer change of the image. */
        OUTDATED,
        /** No fault of the image: it is to be tried again. */
        AWAY,
        /** There is no such index. */
        GONE,
        REFUSED
    }

    Outcome outcome() {
        int status = answer.path("status").asInt();
        if (status > 0 && status < 300 || status == NOT_FOUND && !answer.has("error")) {
            return Outcome.WRITTEN; // what was to be taken out may not have been there
        }
        if (status == CONFLICT) {
            return Outcome.OUTDATED;
        }
        if (isAway(status)) {
            return Outcome.AWAY;
        }
        return status == NOT_FOUND ? Outcome.GONE : Outcome.REFUSED;
    }

    private boolean isAway(int status) {
        return status < BAD_REQUEST
                || AWAY.contains(status)
                || AWAY_TYPES.matcher(answer.at("/error/type").asString("")).matches()
                || reason().contains(NO_WRITE_INDEX);
    }

    UUID imageId() {
        return UUID.fromString(answer.path("_id").asString());
    }

    String reason() {
        return answer.at("/error/reason")
                .asString("status " + answer.path("status").asInt());
    }

    /** Which the index has of an image that is outdated; 0 if it does not say. */
    long version() {
        Matcher matcher = VERSION.matcher(reason());
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }
}
