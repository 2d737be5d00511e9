package io.vesper.opensearch;

import io.vesper.index.IndexAwayException;

/** There is no such index. It does not come back by itself: somebody has deleted it. */
final class IndexGoneException extends IndexAwayException {
    private static final long serialVersionUID = 1L;

    IndexGoneException(String message) {
        super(message);
    }
}
