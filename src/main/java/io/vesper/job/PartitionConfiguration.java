package io.vesper.job;

import org.springframework.batch.core.repository.JobRepository;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Jobs that processes share. */
@Configuration(proxyBeanMethods = false)
class PartitionConfiguration {
    private final TransactionTemplate transactions;

    PartitionConfiguration(PlatformTransactionManager transactions) {
        this.transactions = new TransactionTemplate(transactions);
    }

    @Bean
    PartitionStore partitionStore(JdbcClient jdbc, JobRows rows) {
        return new PartitionStore(jdbc, rows, transactions);
    }

    @Bean
    PartitionClaims partitionClaims(JdbcClient jdbc, JobRows rows, Worker worker) {
        return new PartitionClaims(jdbc, rows, transactions, worker);
    }

    @Bean
    PartitionRunner partitionRunner(PartitionClaims claims, JobStore jobs) {
        return new PartitionRunner(claims, jobs, transactions);
    }

    @Bean
    PartitionedJobs partitionedJobs(
            JobRepository repository,
            PartitionStore partitions,
            PartitionRunner runner,
            RunningJobs running,
            JobSettings settings) {
        return new PartitionedJobs(
                repository,
                partitions,
                runner,
                running,
                settings.jobs().partitionSize(),
                settings.jobs().poll());
    }
}
