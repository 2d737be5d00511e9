package io.vesper.replica;

import io.micrometer.core.instrument.MeterRegistry;
import io.vesper.serving.IndexCheck;
import io.vesper.serving.ModelActivation;
import io.vesper.store.ChangeNotices;
import io.vesper.store.GalleryDatabase;
import io.vesper.store.LogReader;
import java.time.Duration;
import java.util.concurrent.locks.Lock;

/** A replica as the server builds it. */
public final class ReplicaFixture {
    private ReplicaFixture() {}

    public static Replica replica(
            GalleryDatabase database,
            ModelActivation activation,
            IndexCheck check,
            Lock writes,
            MeterRegistry meters,
            ChangeNotices.Opener opener,
            boolean follows) {
        FollowSettings settings =
                new FollowSettings(follows, Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofHours(24));
        GalleryFollower follower = new GalleryFollower(
                new LogReader(database.changes()),
                new ModelFollower(activation),
                activation.active(),
                check,
                writes,
                settings.changesKept(),
                meters);
        return new Replica(database.changes(), follower, new ChangeNotices(opener), settings);
    }
}
