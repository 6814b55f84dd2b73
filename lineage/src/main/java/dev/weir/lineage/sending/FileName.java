package dev.weir.lineage.sending;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Names of profiles and destinations as names of files. */
final class FileName {

    private FileName() {}

    /** Two names give two files, and none gives a hidden one or one in another folder. */
    static String of(String name) {
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("*", "%2A");
        return encoded.startsWith(".") ? "%2E" + encoded.substring(1) : encoded;
    }
}
