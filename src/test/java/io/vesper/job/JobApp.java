package io.vesper.job;

import io.vesper.store.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A process with the job machinery, the audit log, and what a test adds, on a real database. Closing is an orderly shutdown. */
public class JobApp implements AutoCloseable {
    private final ConfigurableApplicationContext context;
    private final List<Consumer<JobSnapshot>> listeners = new CopyOnWriteArrayList<>();

    /**
     * @param dataDir of this process
     * @param database place of the database; shared by the processes of one installation
     * @param beans what the test adds: a class is a configuration, {@code SERVLET} a server on a free port, the rest beans
     */
    public JobApp(Path dataDir, Path database, Object... beans) {
        SpringApplicationBuilder builder = new SpringApplicationBuilder(Everything.class)
                .main(JobApp.class)
                .web(WebApplicationType.NONE)
                .registerShutdownHook(false)
                .initializers(this::listen);
        for (Object bean : beans) {
            if (bean instanceof Class<?> configuration) {
                builder.sources(configuration);
            } else if (bean instanceof WebApplicationType type) {
                builder.web(type);
            } else {
                builder.initializers(starting -> add(bean, starting));
            }
        }
        List<String> arguments = new ArrayList<>(TestDatabase.at(database).arguments());
        arguments.addAll(List.of(
                "--vesper.data-dir=" + dataDir,
                "--spring.main.banner-mode=off",
                "--server.port=0",
                // There is no gallery here that could be ready.
                "--management.endpoint.health.validate-group-membership=false",
                "--vesper.jobs.poll=50ms",
                "--vesper.jobs.lease=10m"));
        context = builder.run(arguments.toArray(String[]::new));
    }

    @EnableAutoConfiguration
    @ComponentScan(basePackages = {"io.vesper.job", "io.vesper.access", "io.vesper.security"})
    static class Everything {}

    private static void add(Object bean, ConfigurableApplicationContext starting) {
        starting.getBeanFactory().registerSingleton(bean.getClass().getName(), bean);
    }

    private void listen(ConfigurableApplicationContext starting) {
        starting.addApplicationListener(event -> {
            if (event instanceof PayloadApplicationEvent<?> payload
                    && payload.getPayload() instanceof JobChanged change) {
                listeners.forEach(listener -> listener.accept(change.job()));
            }
        });
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Of the server on this machine. */
    public int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    public JobQueue queue() {
        return bean(JobQueue.class);
    }

    /** Lets the time run out in which a worker must give a sign of life. */
    void lapse(String jobId) {
        bean(JdbcClient.class)
                .sql("update job set lease_until = current_timestamp - interval '1' second where id = :id")
                .param("id", jobId)
                .update();
    }

    public void onChange(Consumer<JobSnapshot> listener) {
        listeners.add(listener);
    }

    /** Waits until a job has ended; it must end in this process. */
    public JobSnapshot awaitEnd(String jobId) {
        return await(jobId, job -> job.status().isEnded());
    }

    /** Waits until a job that changes in this process fulfils a condition. */
    public JobSnapshot await(String jobId, Predicate<JobSnapshot> condition) {
        CompletableFuture<JobSnapshot> fulfilled = new CompletableFuture<>();
        onChange(job -> {
            if (job.id().equals(jobId) && condition.test(job)) {
                fulfilled.complete(job);
            }
        });
        JobSnapshot now = queue().get(jobId);
        return condition.test(now)
                ? now
                : fulfilled.orTimeout(60, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        context.close();
    }
}
