// Apollo Sandbox is loaded from its maker. Where that fails, or takes too long, the explorer of this server takes over.
const patience = 6_000;

const { source, initialState } = JSON.parse(document.getElementById('settings').textContent);
const useOwnExplorer = () => location.replace('explorer');

const timer = setTimeout(useOwnExplorer, patience);
const script = document.createElement('script');
script.src = source;
script.addEventListener('error', useOwnExplorer);
script.addEventListener('load', () => {
  clearTimeout(timer);
  new window.EmbeddedSandbox({
    target: '#sandbox',
    initialEndpoint: new URL('graphql', location.href).href,
    initialState,
    endpointIsEditable: false,
    hideCookieToggle: true,
    runTelemetry: false,
    // The page's own style sheet gives the frame its size.
    allowDynamicStyles: false,
  });
});
if (navigator.onLine) document.head.append(script);
else useOwnExplorer();
