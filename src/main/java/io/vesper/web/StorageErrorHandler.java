package io.vesper.web;

import io.vesper.http.Problems;
import io.vesper.index.IndexAwayException;
import io.vesper.serving.GalleryBusyException;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Says when the database is away or the disk is full, which pass; what else a database refuses is a fault of ours. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class StorageErrorHandler {
    private static final Logger LOG = LoggerFactory.getLogger(StorageErrorHandler.class);
    private static final String RETRY_SECONDS = "5";

    private final ErrorHandler faults;

    StorageErrorHandler(ErrorHandler faults) {
        this.faults = faults;
    }

    @ExceptionHandler({DataAccessException.class, TransactionException.class, UncheckedIOException.class})
    ResponseEntity<ProblemDetail> failed(RuntimeException e) {
        return switch (StorageFailure.of(e)) {
            case DISK_FULL -> {
                LOG.error("The disk is full: {}", e.getMessage());
                yield later(
                        HttpStatus.INSUFFICIENT_STORAGE,
                        "The disk is full, and nothing of the request was kept. Maybe free some space, then try again.");
            }
            case AWAY -> {
                LOG.error("The database does not answer: {}", e.getMessage());
                yield later(HttpStatus.SERVICE_UNAVAILABLE, "The database does not answer. Maybe try again.");
            }
            case OTHER -> ResponseEntity.internalServerError().body(faults.fault(e));
        };
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> busy(GalleryBusyException e) {
        return later(HttpStatus.SERVICE_UNAVAILABLE, String.valueOf(e.getMessage()));
    }

    /** The reason names addresses, which are nobody's business. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> away(IndexAwayException e) {
        LOG.debug("A gallery cannot be searched: {}", e.getMessage());
        return later(
                HttpStatus.SERVICE_UNAVAILABLE,
                "The search index does not answer now. Enrolments are kept, and found later. Maybe try again.");
    }

    private static ResponseEntity<ProblemDetail> later(HttpStatus status, String detail) {
        return ResponseEntity.status(status)
                .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                .body(Problems.of(status, detail));
    }
}
