package io.vesper.replica;

import io.micrometer.core.instrument.MeterRegistry;
import io.vesper.serving.IndexCheck;
import io.vesper.serving.ModelActivation;
import io.vesper.store.ChangeNotices;
import io.vesper.store.GalleryDatabase;
import io.vesper.store.LogReader;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.concurrent.locks.Lock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;

@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
@EnableConfigurationProperties(FollowSettings.class)
class ReplicaConfiguration {
    private static final Duration HOUR = Duration.ofHours(1);

    @Bean
    GalleryFollower galleryFollower(
            GalleryDatabase database,
            ModelActivation activation,
            IndexCheck check,
            Lock galleryWrites,
            FollowSettings settings,
            MeterRegistry meters) {
        return new GalleryFollower(
                new LogReader(database.changes()),
                new ModelFollower(activation),
                activation.active(),
                check,
                galleryWrites,
                settings.changesKept(),
                meters);
    }

    /** The pool would take a connection back, and make its notices another's. */
    @Bean
    ChangeNotices changeNotices(JdbcConnectionDetails database) {
        return new ChangeNotices(() ->
                DriverManager.getConnection(database.getJdbcUrl(), database.getUsername(), database.getPassword()));
    }

    @Bean
    Replica replica(
            GalleryDatabase database, GalleryFollower follower, ChangeNotices notices, FollowSettings settings) {
        return new Replica(database.changes(), follower, notices, settings);
    }

    @Bean
    SchedulingConfigurer changeLogUpkeep(Replica replica) {
        // Not at the start: a server that comes back takes its indexes up before they are given up.
        return tasks -> tasks.addFixedDelayTask(new FixedDelayTask(replica::forgetOld, HOUR, HOUR));
    }
}
