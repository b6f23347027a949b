import java.nio.file.Path;
import java.util.List;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;

/** A Neo4j with Bolt on the loopback and authentication, for tests. Arguments: its home folder, the port and, where it has any, the folder of its plugins. */
class Neo4jServer {
    public static void main(String[] arguments) throws Exception {
        var address = new SocketAddress("127.0.0.1", Integer.parseInt(arguments[1]));
        var server = new DatabaseManagementServiceBuilder(Path.of(arguments[0]))
            .setConfig(GraphDatabaseSettings.auth_enabled, true)
            .setConfig(GraphDatabaseSettings.auth_minimum_password_length, 8)
            .setConfig(BoltConnector.enabled, true)
            .setConfig(BoltConnector.listen_address, address)
            .setConfig(BoltConnector.advertised_address, address);
        if (arguments.length > 2) {
            server.setConfig(GraphDatabaseSettings.plugin_dir, Path.of(arguments[2])).setConfig(GraphDatabaseSettings.procedure_unrestricted, List.of("gds.*"));
        }
        server.build();
        System.out.println("ready");
        // Nothing is ever written to it: it closes with the tests, however they end. What it holds is thrown away, so it need not be closed in order.
        System.in.read();
        Runtime.getRuntime().halt(0);
    }
}
