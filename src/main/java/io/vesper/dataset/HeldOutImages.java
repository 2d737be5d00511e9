package io.vesper.dataset;

import io.vesper.person.PersonImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Pictures of training identities that no batch shows, to see what a network knows of people it has met in pictures it has not. A
 * modality of an identity gives up pictures only where at least {@link #LEFT} are left to learn from.
 *
 * @param learned the pictures left for batches
 * @param pairs held-out pictures, a visible and an infrared one of the same identity each
 */
public record HeldOutImages(List<PersonImage> learned, List<Pair> pairs) {
    /** As many as a batch usually draws, so that nobody is drawn twice for the sake of a measure. */
    static final int LEFT = 4;

    /**
     * @param identityLabel the class index of the identity
     * @param visible seen by a visible camera
     * @param infrared seen by an infrared camera
     */
    public record Pair(int identityLabel, PersonImage visible, PersonImage infrared) {}

    /**
     * Holds out pairs.
     *
     * @param images pictures of identities that have both modalities
     * @param pairsPerIdentity at least 0
     * @param seed what the draws follow from
     * @throws IllegalArgumentException naming an identity that lacks a modality
     */
    public static HeldOutImages draw(List<PersonImage> images, int pairsPerIdentity, long seed) {
        if (pairsPerIdentity < 0) {
            throw new IllegalArgumentException(
                    "The held-out pairs per identity (%d) must be at least 0.".formatted(pairsPerIdentity));
        }
        List<PersonImage> sorted = PersonDataset.sorted(images);
        Random random = new Random(new SplittableRandom(seed).nextLong());
        List<Pair> pairs = new ArrayList<>();
        for (IdentityImages identity : IdentityImages.group(sorted)) {
            pairs.addAll(pairs(identity, pairsPerIdentity, random));
        }
        List<PersonImage> learned = new ArrayList<>(sorted);
        learned.removeAll(pairs.stream()
                .flatMap(pair -> List.of(pair.visible, pair.infrared).stream())
                .collect(Collectors.toSet()));
        return new HeldOutImages(List.copyOf(learned), List.copyOf(pairs));
    }

    private static List<Pair> pairs(IdentityImages identity, int count, Random random) {
        int possible = Math.min(identity.visible().size(), identity.infrared().size()) - LEFT;
        List<PersonImage> visible = shuffled(identity.visible(), random);
        List<PersonImage> infrared = shuffled(identity.infrared(), random);
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < Math.min(count, possible); i++) {
            pairs.add(new Pair(identity.identityLabel(), visible.get(i), infrared.get(i)));
        }
        return pairs;
    }

    private static List<PersonImage> shuffled(List<PersonImage> images, Random random) {
        List<PersonImage> shuffled = new ArrayList<>(images);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }
}
