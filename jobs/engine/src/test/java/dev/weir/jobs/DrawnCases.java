package dev.weir.jobs;

import dev.weir.contracts.TableFormat;
import dev.weir.testing.Torture;
import java.util.List;

/** Cases of parametrised tests, of which a landing tries a few that its commit draws, and a night all. */
public final class DrawnCases {

    private DrawnCases() {}

    /** Mostly one of the two table formats that Weir brings. */
    public static List<TableFormat> formats() {
        return Torture.drawn(TableFormat.own());
    }
}
