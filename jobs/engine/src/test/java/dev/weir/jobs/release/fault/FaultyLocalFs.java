package dev.weir.jobs.release.fault;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FsConstants;

/** {@link FaultyFileSystem} for those who ask by {@code FileContext}, as Delta's log does. */
public final class FaultyLocalFs extends DelegateToFileSystem {

    /** As Hadoop calls it. */
    public FaultyLocalFs(URI uri, Configuration configuration) throws IOException, URISyntaxException {
        super(
                FsConstants.LOCAL_FS_URI,
                new FaultyFileSystem(),
                configuration,
                FsConstants.LOCAL_FS_URI.getScheme(),
                false);
    }

    @Override
    public int getUriDefaultPort() {
        return -1;
    }
}
