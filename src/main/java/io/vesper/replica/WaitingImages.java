package io.vesper.replica;

import io.vesper.serving.ActiveModel;
import io.vesper.serving.GalleryBusyException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Images that others have changed, until the index has taken them in: one that fails is tried again, and holds up no other. */
final class WaitingImages {
    private static final Logger LOG = LoggerFactory.getLogger(WaitingImages.class);
    private static final int PAGE = 200;

    private final ActiveModel active;
    private final Set<UUID> images = new LinkedHashSet<>();
    private volatile int size;

    WaitingImages(ActiveModel active) {
        this.active = active;
    }

    void add(UUID imageId) {
        images.add(imageId);
        size = images.size();
    }

    int size() {
        return size;
    }

    void clear() {
        images.clear();
        size = 0;
    }

    /**
     * Takes in what can be.
     *
     * @return how many images were taken in
     */
    int takeIn() {
        int before = images.size();
        List<UUID> all = new ArrayList<>(images);
        for (int from = 0; from < all.size(); from += PAGE) {
            List<UUID> page = all.subList(from, Math.min(from + PAGE, all.size()));
            if (!take(page)) {
                page.forEach(image -> take(List.of(image)));
            }
        }
        return before - images.size();
    }

    private boolean take(List<UUID> page) {
        try {
            active.follow(page);
            page.forEach(images::remove);
            size = images.size();
            return true;
        } catch (DataAccessException | TransactionException | GalleryBusyException e) {
            throw e; // no fault of the images: all of them wait
        } catch (RuntimeException e) {
            if (page.size() == 1) {
                LOG.error("The image ({}), changed by another process, could not be taken in.", page.get(0), e);
            }
            return false;
        }
    }
}
