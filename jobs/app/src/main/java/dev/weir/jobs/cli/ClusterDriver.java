package dev.weir.jobs.cli;

import dev.weir.contracts.ExitCode;
import dev.weir.jobs.cli.terminal.DriverFiles;
import dev.weir.jobs.cli.terminal.FilteredStderr;
import dev.weir.jobs.cli.terminal.FixedLocaleAndZone;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The command {@code weir} in a driver that a cluster has started: it answers in files of the workspace, which the submitting process reads. */
public final class ClusterDriver {

    private ClusterDriver() {}

    /** Takes the folder of those files, then the words of the command. */
    public static void main(String[] arguments) {
        FixedLocaleAndZone.begin();
        FilteredStderr.install();
        DriverFiles files = new DriverFiles(Path.of(arguments[0]));
        int status;
        try {
            status = Weir.execute(files.open(), List.of(arguments).subList(1, arguments.length));
            files.ended(status);
        } catch (IOException e) {
            Terminal own = Terminal.ofProcess();
            Warehouse.notWritable(files.folder(), e).problems().forEach(own::problem);
            status = ExitCode.STORAGE.status();
        }
        Weir.end(status);
    }
}
