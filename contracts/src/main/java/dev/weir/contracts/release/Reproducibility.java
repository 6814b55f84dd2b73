package dev.weir.contracts.release;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import java.util.List;

/**
 * Whether the same sources, contracts and keys give the same rows on every machine.
 *
 * @param because each part of a query that may come out differently; none where the answer is yes
 */
public record Reproducibility(List<Because> because) {

    public Reproducibility {
        because = List.copyOf(because);
    }

    public boolean isGiven() {
        return because.isEmpty();
    }

    /**
     * For those who accept no other answer than yes.
     *
     * @throws ProblemsException with each part that may come out differently
     */
    public void require() {
        if (!isGiven()) {
            throw new ProblemsException(because.stream().map(Because::problem).toList());
        }
    }

    /**
     * A part of a query that may come out differently.
     *
     * @param table whose query it is
     * @param place of the part
     * @param expression the part, as it is written
     * @param why what its answer depends on
     * @param remedy what to write in its place
     */
    public record Because(String table, Place place, String expression, String why, String remedy) {
        public String what() {
            return "'" + expression + "' in the query of table '" + table + "' may give other rows on another machine";
        }

        /** The same as a problem, for those who accept none. */
        public Problem problem() {
            return new Problem(Code.NOT_REPRODUCIBLE, place, what(), why, remedy);
        }

        /** The place, what, why and what to do. */
        @Override
        public String toString() {
            return place + ": " + what() + ": " + why + "; " + remedy;
        }
    }
}
