package io.vesper.job;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(JobSettings.class)
class JobConfiguration {
    @Bean
    Worker worker(JobSettings settings) {
        return Worker.in(settings.dataDir(), settings.jobs().lease());
    }

    @Bean
    Roles roles(JobSettings settings) {
        return new Roles(settings.roles());
    }

    @Bean
    JobRows jobRows(JsonMapper json) {
        return new JobRows(json);
    }

    @Bean
    JobStore jobStore(JdbcClient jdbc, JobRows rows, ApplicationEventPublisher events) {
        return new JobStore(jdbc, rows, events);
    }

    @Bean
    Claims claims(JdbcClient jdbc, JobStore jobs, PlatformTransactionManager transactions, Worker worker) {
        return new Claims(jdbc, jobs, new TransactionTemplate(transactions), worker);
    }

    @Bean
    Reports reports(JdbcClient jdbc, JobRows rows, JobStore jobs, PlatformTransactionManager transactions) {
        return new Reports(jdbc, rows, jobs, new TransactionTemplate(transactions));
    }

    @Bean
    JobFolders jobFolders(JobSettings settings) {
        return new JobFolders(settings.dataDir());
    }

    @Bean
    JobOrders jobOrders(
            JobStore jobs, JobFolders folders, PlatformTransactionManager transactions, JobSettings settings) {
        return new JobOrders(
                jobs,
                folders,
                new TransactionTemplate(transactions),
                settings.jobs().maxQueued());
    }

    @Bean
    RunningJobs runningJobs() {
        return new RunningJobs();
    }

    @Bean
    BatchJobs batchJobs(List<Job> jobs, JobOperator operator, JobRepository repository, RunningJobs running) {
        return new BatchJobs(
                jobs.stream().collect(Collectors.toMap(Job::getName, job -> job)),
                operator,
                new Leftovers(repository, operator),
                running);
    }

    @Bean
    JobRunners jobRunners(
            Claims claims,
            Reports reports,
            BatchJobs batch,
            ObjectProvider<JobType> assigned,
            JobFolders folders,
            PartitionRunner partitions,
            ApplicationEventPublisher events) {
        return new JobRunners(
                batch.types(),
                assigned.stream().toList(),
                () -> new JobRunner(claims, reports, folders, batch, partitions, events),
                partitions);
    }

    @Bean
    JobWorker jobWorker(Claims claims, PartitionClaims partitions, JobRunners runners, JobSettings settings) {
        return new JobWorker(claims, partitions, runners, settings);
    }

    @Bean
    JobQueue jobQueue(JobStore jobs, JobOrders orders, Claims claims, JobRunners runners) {
        return new JobQueue(jobs, orders, claims, runners);
    }

    @Bean
    JobMeters jobMeters(MeterRegistry registry, BatchJobs batch) {
        return new JobMeters(registry, batch.types());
    }

    @Bean
    @ConditionalOnWebApplication
    QueuedJobMeters queuedJobMeters(MeterRegistry registry, BatchJobs batch, JobStore jobs) {
        return new QueuedJobMeters(registry, batch.types(), jobs);
    }
}
