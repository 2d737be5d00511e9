package io.vesper.protocol;

import io.vesper.dataset.SysuCamera;
import io.vesper.person.PersonImage;

/** What a benchmark leaves out of a query's ranking, and what it counts when it says rank k. */
public enum RankingRule {
    /**
     * Leaves out whatever was taken where the query was, also of other people: a query of camera 3 sees nothing of camera 2.
     * See <a href="https://github.com/wuancong/SYSU-MM01">the authors' evaluation code</a>.
     */
    SYSU_MM01(true) {
        @Override
        public boolean isIgnored(PersonImage query, PersonImage candidate) {
            return SysuCamera.of(query.camera()).location()
                    == SysuCamera.of(candidate.camera()).location();
        }
    },

    /** Leaves out nothing, and counts images. */
    REGDB(false) {
        @Override
        public boolean isIgnored(PersonImage query, PersonImage candidate) {
            return false;
        }
    },

    /** Leaves out the pictures that the query's own camera took of the query's person. */
    LLCM(true) {
        @Override
        public boolean isIgnored(PersonImage query, PersonImage candidate) {
            return query.person().equals(candidate.person()) && query.camera().equals(candidate.camera());
        }
    };

    private final boolean countsIdentities;

    RankingRule(boolean countsIdentities) {
        this.countsIdentities = countsIdentities;
    }

    /** Whether a gallery image has no place in the ranking of a query. */
    public abstract boolean isIgnored(PersonImage query, PersonImage candidate);

    /** Whether rank k of the CMC is the k-th distinct identity of the ranking; otherwise it is the k-th image. */
    public boolean countsIdentities() {
        return countsIdentities;
    }
}
