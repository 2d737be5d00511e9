package io.vesper.index;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where images stand in the newest snapshot. For its writer exactly; anybody else may ask while it changes, and looks whether the
 * image is really there.
 */
final class RowPlaces {
    private final Map<UUID, Integer> places = new ConcurrentHashMap<>();

    void put(UUID imageId, int place) {
        places.put(imageId, place);
    }

    /** Where the image was put, or -1. */
    int of(UUID imageId) {
        return places.getOrDefault(imageId, -1);
    }

    /** Forgets images. */
    void remove(Set<UUID> imageIds) {
        places.keySet().removeAll(imageIds);
    }

    /** The numbers of the chunks in which any of the images is. */
    Set<Integer> chunks(Collection<UUID> imageIds) {
        Set<Integer> chunks = new TreeSet<>();
        for (UUID imageId : imageIds) {
            Integer place = places.get(imageId);
            if (place != null) {
                chunks.add(Place.chunk(place));
            }
        }
        return chunks;
    }

    /** Where the image stands, if it does in that snapshot; or -1. */
    int of(UUID imageId, IndexSnapshot snapshot) {
        Integer place = places.get(imageId);
        if (place != null && isThere(imageId, place, snapshot)) {
            return place;
        }
        for (int number = 0; number < snapshot.chunks().size(); number++) {
            int row = snapshot.chunks().get(number).rowOf(imageId);
            if (row >= 0) {
                return Place.of(number, row);
            }
        }
        return -1;
    }

    private static boolean isThere(UUID imageId, int place, IndexSnapshot snapshot) {
        if (Place.chunk(place) >= snapshot.chunks().size()) {
            return false;
        }
        IndexChunk chunk = snapshot.chunk(place);
        int row = Place.row(place);
        return row < chunk.rows()
                && chunk.isPresent(row)
                && chunk.entry(row).imageId().equals(imageId);
    }

    /** Begins anew after rows have moved. */
    void reset(IndexSnapshot snapshot) {
        places.clear();
        for (int number = 0; number < snapshot.chunks().size(); number++) {
            IndexChunk chunk = snapshot.chunks().get(number);
            for (int row = 0; row < chunk.rows(); row++) {
                if (chunk.isPresent(row)) {
                    places.put(chunk.entry(row).imageId(), Place.of(number, row));
                }
            }
        }
    }
}
