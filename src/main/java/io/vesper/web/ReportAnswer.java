package io.vesper.web;

import java.util.ArrayList;
import java.util.List;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MimeTypeUtils;

/** A report as an answer: a page, or its numbers where a client would rather have these. */
final class ReportAnswer {
    /** The page holds names out of a dataset: whatever they are made to say, it runs nothing and fetches nothing. */
    private static final String PAGE_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

    private ReportAnswer() {}

    static ResponseEntity<Resource> of(boolean isPage, Resource report) {
        return ResponseEntity.ok()
                .contentType(isPage ? MediaType.TEXT_HTML : MediaType.APPLICATION_JSON)
                .header("Content-Security-Policy", PAGE_POLICY)
                .body(report);
    }

    /** @param accepted at least one of the two, or nothing */
    static boolean isPagePreferred(List<MediaType> accepted) {
        List<MediaType> bestFirst = new ArrayList<>(accepted);
        MimeTypeUtils.sortBySpecificity(bestFirst);
        for (MediaType type : bestFirst) {
            if (type.includes(MediaType.TEXT_HTML)) {
                return true;
            }
            if (type.includes(MediaType.APPLICATION_JSON)) {
                return false;
            }
        }
        return true;
    }
}
