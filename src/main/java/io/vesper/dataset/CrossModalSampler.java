package io.vesper.dataset;

import io.vesper.person.PersonImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Draws the PK batches of an epoch: it goes through all identities once, in random order, P at a time, and takes K visible
 * and K infrared pictures of each; the identities left over at the end are dropped. This is the sampler of the authors of
 * <a href="https://arxiv.org/abs/2104.02862">Tian et al. 2021</a>; going through more than once in an epoch is our addition
 * for small sets, and each time the draws are fresh.
 *
 * <p>An epoch's batches follow from the seed and the epoch's number alone, so a resumed run equals an unbroken one.
 */
public final class CrossModalSampler {
    private final List<IdentityImages> identities;
    private final BatchShape shape;
    private final int repeats;
    private final long seed;

    /**
     * Groups the pictures by identity; an identity's label is its rank among them.
     *
     * @param images in any order
     * @param shape P and K
     * @param repeats how often an epoch goes through all identities, at least 1
     * @param seed what all draws follow from
     * @throws IllegalArgumentException if there are fewer than P identities, or one lacks a modality, naming it
     */
    public CrossModalSampler(List<PersonImage> images, BatchShape shape, int repeats, long seed) {
        this.identities = IdentityImages.group(PersonDataset.sorted(images));
        this.shape = shape;
        this.repeats = repeats;
        this.seed = seed;
        if (identities.size() < shape.identitiesPerBatch()) {
            throw new IllegalArgumentException(
                    "There are %d identities, fewer than identitiesPerBatch (%d). A batch holds each identity once. Maybe choose smaller batches."
                            .formatted(identities.size(), shape.identitiesPerBatch()));
        }
        if (repeats < 1) {
            throw new IllegalArgumentException("The repeats (%d) must be at least 1.".formatted(repeats));
        }
    }

    /** How many identities, and so classes, there are. */
    public int numIdentities() {
        return identities.size();
    }

    /** How many batches an epoch has. */
    public int stepsPerEpoch() {
        return repeats * (identities.size() / shape.identitiesPerBatch());
    }

    /**
     * Draws an epoch.
     *
     * @param epoch 0-based
     * @return {@link #stepsPerEpoch} batches of distinct identities
     */
    public List<CrossModalBatch> epoch(int epoch) {
        if (epoch < 0) {
            throw new IllegalArgumentException("The epoch (%d) must be at least 0.".formatted(epoch));
        }
        List<CrossModalBatch> batches = new ArrayList<>();
        for (int i = 0; i < repeats; i++) {
            batches.addAll(pass((long) epoch * repeats + i));
        }
        return List.copyOf(batches);
    }

    private List<CrossModalBatch> pass(long number) {
        Random random = random(number);
        List<IdentityImages> order = new ArrayList<>(identities);
        Collections.shuffle(order, random);
        List<CrossModalBatch> batches = new ArrayList<>();
        int size = shape.identitiesPerBatch();
        for (int end = size; end <= order.size(); end += size) {
            batches.add(batch(order.subList(end - size, end), random));
        }
        return batches;
    }

    private CrossModalBatch batch(List<IdentityImages> members, Random random) {
        List<PersonImage> images = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (IdentityImages member : members) {
            List<PersonImage> drawn = member.draw(shape.imagesPerIdentity(), random);
            images.addAll(drawn);
            labels.addAll(Collections.nCopies(drawn.size(), member.identityLabel()));
        }
        return new CrossModalBatch(images, labels);
    }

    /** Mixed twice: {@code Random} starts alike from neighbouring seeds, and seed + pass alone would repeat itself. */
    private Random random(long pass) {
        long mixedSeed = new SplittableRandom(seed).nextLong();
        return new Random(new SplittableRandom(mixedSeed + pass).nextLong());
    }
}
