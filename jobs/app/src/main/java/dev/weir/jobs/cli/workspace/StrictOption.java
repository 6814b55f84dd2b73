package dev.weir.jobs.cli.workspace;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.Reproducibility;
import dev.weir.jobs.engine.scope.ReproducibilityDemand;
import java.util.List;
import picocli.CommandLine.Option;

/** Whether what may come out differently on another machine is refused, or reported. */
public final class StrictOption {

    @Option(
            names = "--strict",
            description = "Refuse a query that may give other rows on another machine (C018), in place of telling it.")
    private boolean strict;

    /** What is asked of the queries of a run. */
    public ReproducibilityDemand demand() {
        return strict ? ReproducibilityDemand.REPRODUCIBLE : ReproducibilityDemand.NONE;
    }

    /** @throws ProblemsException with each of these, where none is accepted */
    public void require(List<Reproducibility.Because> found) {
        if (strict) {
            new Reproducibility(found).require();
        }
    }
}
