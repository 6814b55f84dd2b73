package dev.weir.lineage.sending;

import io.openlineage.client.transports.HttpProxyConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A proxy for all hosts but some, under the keys of OpenLineage's {@code http} transport: names, or with one {@code *} at an end. */
final class ProxyExcept extends ProxySelector {

    private static final int PORT = 80;

    private final ProxySelector through;
    private final List<String> direct;

    private ProxyExcept(ProxySelector through, List<String> direct) {
        this.through = through;
        this.direct = direct;
    }

    /** @param proxy with a host */
    static ProxySelector of(HttpProxyConfig proxy) {
        int port = Optional.ofNullable(proxy.getPort()).orElse(PORT);
        return new ProxyExcept(
                ProxySelector.of(new InetSocketAddress(proxy.getHost(), port)),
                List.of(Optional.ofNullable(proxy.getNonProxyHosts()).orElse("").split("\\|")));
    }

    @Override
    public List<Proxy> select(URI uri) {
        return direct.stream().anyMatch(pattern -> isMeant(pattern.strip(), uri.getHost()))
                ? List.of(Proxy.NO_PROXY)
                : through.select(uri);
    }

    private static boolean isMeant(String pattern, String host) {
        if (pattern.length() > 1 && pattern.startsWith("*")) {
            return host.endsWith(pattern.substring(1));
        }
        if (pattern.length() > 1 && pattern.endsWith("*")) {
            return host.startsWith(pattern.substring(0, pattern.length() - 1));
        }
        return host.equalsIgnoreCase(pattern);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, @Nullable IOException e) {
        // the request itself ends with it
    }
}
